import { decide } from "#shared/checks/decide.ts";
import { judgePolicies } from "#shared/checks/policy.ts";
import { judgeScan } from "#shared/checks/scanned.ts";
import { gateTerraformJson } from "#shared/checks/static-gate/gate.ts";
import { Contract } from "#shared/core/contract.ts";
import { isAtLeast } from "#shared/core/finding.ts";
import type { Json } from "#shared/core/json.ts";
import type { Packet } from "#shared/core/seat.ts";
import { documentFromSynth } from "#shared/synth/document-from-synth.ts";
import { prepareForHost } from "#shared/synth/prepare-for-host.ts";
import { terraformText } from "#shared/synth/terraform-text.ts";
import { joinContracts } from "../../../app/steps/change/join-contracts.ts";
import type { Judges } from "../../../app/steps/judges.ts";
import { STACK } from "./ground.ts";
import { REPOSITORY } from "./lane.ts";

type Files = Readonly<Record<string, string>>;

export interface Rechecked {
  readonly base: Json;
  readonly head: Json;
  /** Rules that block it. */
  readonly blocked: readonly string[];
}

/** What the gates say of committed files alone: no request, no model, no comment is before them. */
export async function recheck(
  { base, head }: { base: Files; head: Files },
  judges: Judges,
): Promise<Rechecked> {
  const before = await synthesised(base, judges);
  const after = await synthesised(head, judges);
  const document = documentFromSynth(before, after, judges.catalogue);
  const bytes = (json: Json) => Buffer.from(JSON.stringify(json));
  const gate = gateTerraformJson({ bytes: bytes(after), profile: judges.profile, base: bytes(before) });
  const [policies, scanned] = await Promise.all([
    judgePolicies(document, judges.engines.gate, judges.manifest),
    judgeScan(
      { base: terraformText(before, judges.catalogue), head: terraformText(after, judges.catalogue) },
      "terraform",
      judges.scanner,
    ),
  ]);
  const decision = decide([...gate, ...policies, ...scanned], { block: "high" }, document.source);
  const blocked = decision.kind === "blocked" ? decision.blocking.map(({ rule }) => rule) : [];
  const asked = { contract: contractIn(base, head), document, request: "", findings: [] };
  return { base: before, head: after, blocked: [...blocked, ...(await floorOf(asked, judges))] };
}

/** What the analysers object to, whatever any model has said. */
async function floorOf(packet: Packet, { seats }: Judges): Promise<string[]> {
  const opinions = await Promise.all(seats.map((seat) => seat.review(packet, new AbortController().signal)));
  return opinions
    .flatMap(({ findings }) => findings)
    .filter(({ status, severity }) => status === "fail" && isAtLeast(severity, "high"))
    .map(({ rule }) => rule);
}

/** What the proposal promises. */
function contractIn(base: Files, head: Files): Contract {
  const added = Object.entries(head).filter(
    ([path]) => path.startsWith(`stacks/${STACK}/contract/`) && base[path] === undefined,
  );
  return joinContracts(added.map(([, text]) => Contract.parse(JSON.parse(text))));
}

async function synthesised(files: Files, judges: Judges): Promise<Json> {
  const stackPath = `stacks/${STACK}`;
  const sources = Object.entries(files).filter(
    ([path]) => path.startsWith(`${stackPath}/`) && path.endsWith(".ts"),
  );
  const json = await judges.synthesiser.synthesise({
    files: Object.fromEntries(sources),
    stack: STACK,
    stackPath,
  });
  const site = { cloud: "aws", account: "123456789012", region: "eu-west-1" } as const;
  return prepareForHost(json, { repository: REPOSITORY, stack: STACK, ...site });
}
