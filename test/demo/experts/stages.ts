import { derivedConsultationKey } from "#shared/ledger/consultation-key.ts";
import { replayOffline } from "../../support/replay-offline.ts";
import { pullNamed, tell } from "../conversation/talk.ts";
import type { Talk } from "../conversation/world.ts";
import type { Step } from "../play.ts";
import { must } from "../steps.ts";
import { until } from "../until.ts";
import type { Vendors } from "./vendors.ts";

const ASKED = "/code a private bucket for the invoices, kept 90 days, in the storage stack";

/** What four vendors make of a request, and of the same one when security cannot be reached. */
export function expertStages(talk: Talk, vendors: Vendors): readonly Step[] {
  const { ana, omar, github } = talk;
  return [
    {
      title: "Security objects, the author mends it",
      async run() {
        const issue = await ana.openIssue("Somewhere for the invoices");
        const answer = await tell(talk, issue, ASKED);
        const pull = pullNamed(talk, answer);
        const asked = vendors.calls.map(({ vendor, model }) => `${vendor}/${model}`);
        must(asked.filter((one) => one === "openai/gpt-5.5").length === 2, asked.join(", "));
        must(asked.filter((one) => one === "anthropic/claude-opus-5-5").length === 2, asked.join(", "));
        must(pull.pull?.draft === false, "it is a draft");
        return `#${pull.number} after ${asked.length} calls`;
      },
    },
    {
      title: "The pull request shows seats, dissent and cost",
      async run() {
        const body = github.store.issues.findLast(({ pull }) => pull !== null)?.body ?? "";
        for (const part of [
          "Verdict: **approved**",
          "**Dissent**",
          "**fidelity is degraded**",
          "This round of the circle cost $",
          "All rounds of this request together cost $",
        ])
          must(body.includes(part), `${part} is missing in ${body}`);
        must(!body.includes("said without evidence"), "what has no evidence is repeated");
        return /All rounds of this request together cost (\$[\d.]+)/.exec(body)?.[1] ?? "";
      },
    },
    {
      title: "Without security it is a draft, and a check",
      async run() {
        vendors.down.add("openai");
        const issue = await ana.openIssue("Once more");
        const pull = pullNamed(talk, await tell(talk, issue, ASKED));
        must(pull.pull?.draft === true, "it is no draft");
        const check = github.store.checkRuns.findLast(({ name }) => name === "code/experts");
        must(check?.conclusion === "action_required", JSON.stringify(check));
        return `#${pull.number}: ${check?.conclusion ?? ""}`;
      },
    },
    {
      title: "One is waived, the merge dismisses the rest",
      async run() {
        const pull = github.store.issues.find((one) => one.pull?.draft === false);
        const name = /`(cost-[0-9a-f]{6})`/.exec(pull?.body ?? "")?.[1];
        if (pull === undefined || name === undefined) throw new Error(`no finding of cost in ${pull?.body}`);
        await tell(
          talk,
          pull.number,
          `/code waive ${name} because the old versions are worth it`,
          "is waived",
        );
        await omar.approve(pull.number);
        await omar.merge(pull.number);
        const newest = () => github.hub.git.text(["show", "code/ledger/app:head.json"]);
        const isDismissed = () => (newest().includes('"outcome":"dismissed"') ? true : null);
        await until("the merge in the ledger", isDismissed, { ms: 30_000, hint: () => talk.app.tail() });
        must(newest().includes('"duty":"reliability"'), newest());
        return `${name} is waived, reliability is dismissed`;
      },
    },
    {
      title: "An auditor computes it all once more, offline",
      async run() {
        const { same, different, failed } = replayOffline({
          ...{ folder: talk.directory, remote: github.hub.git.directory },
          trust: {
            ...{ repository: github.hub.fullName, tips: {} },
            keys: { app: [talk.keys.appLedger.public], deployer: [talk.keys.deployer.public] },
          },
          key: derivedConsultationKey(talk.keys.appLedger.private),
        });
        must(same === 3 && different + failed === 0, JSON.stringify({ same, different, failed }));
        return `${same} consultations, every verdict the same`;
      },
    },
  ];
}
