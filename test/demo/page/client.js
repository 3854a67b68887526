// Fetches the page again while it is looked at, and puts in what has changed; what is being typed or opened stays.
const main = document.getElementById("main");
const openKeys = () => [...main.querySelectorAll("details")].map((one, index) => [index, one.open]);

async function refresh() {
  const writing = [...main.querySelectorAll("textarea, input")].some(
    (field) => field.value !== field.defaultValue,
  );
  if (document.hidden || writing || main.contains(document.activeElement)) return;
  const response = await fetch(location.href, { headers: { accept: "text/html" } });
  const next = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("main");
  if (next === null || next.innerHTML === main.dataset.last) return;
  const opened = openKeys();
  main.dataset.last = next.innerHTML;
  main.innerHTML = next.innerHTML;
  const details = main.querySelectorAll("details");
  for (const [index, isOpen] of opened) if (details[index]) details[index].open = isOpen;
}

main.dataset.last = main.innerHTML;
setInterval(() => refresh().catch(() => {}), 1500);
