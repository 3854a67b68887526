/** Looks for a mark from places that only go forward, and passes each stretch of the text once; the length of the text where it comes no more. */
export function finder(text: string, mark: string): (from: number) => number {
  let last = { from: 0, to: -1 };
  return (from) => {
    if (from >= last.from && from <= last.to) return last.to;
    const to = text.indexOf(mark, from);
    last = { from, to: to === -1 ? text.length : to };
    return last.to;
  };
}

/** What this form, which is sticky, matches here; null where it does not. */
export function matchAt(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}
