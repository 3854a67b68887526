import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProcess } from "#shared/adapters/process.ts";
import { trivyScanner } from "#shared/adapters/trivy.ts";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { judgeContract } from "#shared/checks/contract.ts";
import { judgePolicies } from "#shared/checks/policy.ts";
import { DEFAULT_PROFILE } from "#shared/checks/static-gate/default-profile.ts";
import { gateTerraformJson } from "#shared/checks/static-gate/gate.ts";
import { CLOUDS, type Cloud } from "#shared/core/clouds.ts";
import { PipelineError } from "#shared/core/error.ts";
import { isAtLeast } from "#shared/core/finding.ts";
import type { Json } from "#shared/core/json.ts";
import type { Synthesiser } from "#shared/core/synthesiser.ts";
import { documentFromSynth } from "#shared/synth/document-from-synth.ts";
import { checkDecompiled } from "#shared/synth/edit-proved.ts";
import { prepareForHost } from "#shared/synth/prepare-for-host.ts";
import { terraformText } from "#shared/synth/terraform-text.ts";
import { requireRecipes } from "../../app/author/recipes.ts";
import { writeChange } from "../../app/author/write-change.ts";
import { emitChange } from "../../app/emit/emit-change.ts";
import { compileContract } from "../../app/intent/compile-contract.ts";
import { readRequest } from "../../app/intent/read-request.ts";
import { shippedPolicies } from "../../app/shared/adapters/policies.ts";
import { CATALOGUE } from "../support/catalogue.ts";
import { tool } from "../support/tools.ts";

export const PLACES: Readonly<Record<Cloud, { readonly account: string; readonly region: string }>> = {
  aws: { account: "123456789012", region: "eu-west-1" },
  azure: { account: "00000000-0000-4000-8000-000000000001", region: "westeurope" },
  google: { account: "acme-prod", region: "europe-west1" },
  kubernetes: { account: "prod", region: "" },
};
const { engines, manifest } = await shippedPolicies();
const scanner = trivyScanner({
  binary: tool("trivy"),
  cacheDirectory: join(tmpdir(), "code-engine-tests"),
  run: runProcess,
});

export type Cell =
  | { readonly kind: "passed"; readonly json: Json; readonly resources: number; readonly promises: number }
  | { readonly kind: "no-equal"; readonly answer: string }
  | { readonly kind: "failed"; readonly why: string };

interface Asked {
  readonly text: string;
  readonly cloud: Cloud;
  readonly synthesiser: Synthesiser;
  /** What is done to the Terraform JSON before it is judged. */
  readonly tamper: (json: Json) => Json;
}

/** One sentence on one cloud, from its words to the judges of its Terraform JSON. */
export async function cellOf(asked: Asked): Promise<Cell> {
  try {
    return await judged(asked);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    if (error.code === "author/no-equal")
      return { kind: "no-equal", answer: `${error.message} ${error.next}` };
    return { kind: "failed", why: `${error.code}: ${error.message}` };
  }
}

async function judged({ text, cloud, synthesiser, tamper }: Asked): Promise<Cell> {
  const read = readRequest(text, { existing: [], cloud });
  if (read.kind !== "understood") return { kind: "failed", why: JSON.stringify(read) };
  const { wishes } = read;
  requireRecipes(wishes, cloud);
  const contract = compileContract(wishes, { id: "request", existing: [], cloud });
  const place = { stack: "shop", cloud, ...PLACES[cloud] };
  const checked = checkTypedChange(writeChange({ ...place, wishes, existing: [] }), {
    catalogue: CATALOGUE,
    existing: [],
  });
  const schema = checked.findings.map(({ resource, path, message }) => `${resource} ${path}: ${message}`);
  if (schema.length > 0) return { kind: "failed", why: schema.join("; ") };

  const json = tamper(await synthesised(checked.change, { cloud, synthesiser }));
  checkDecompiled(json, checked.change);
  const prepared = prepareForHost(json, { ...place, repository: "acme/infra" });
  const held = await heldAgainst(prepared, contract);
  if (held.length > 0) return { kind: "failed", why: held.join("; ") };
  const { length: resources } = checked.change.operations;
  return { kind: "passed", json: prepared, resources, promises: contract.promises.length };
}

function synthesised(
  change: Parameters<typeof emitChange>[0]["change"],
  { cloud, synthesiser }: Pick<Asked, "cloud" | "synthesiser">,
): Promise<Json> {
  const stackPath = `stacks/${change.stack}`;
  const provider = { name: CLOUDS[cloud].provider, region: PLACES[cloud].region };
  const files = emitChange({ change, catalogue: CATALOGUE, folder: stackPath, provider, read: () => null });
  return synthesiser.synthesise({ files, stack: change.stack, stackPath });
}

/** What the App would block: gate, policies, the request's own contract, and Trivy from high on. */
async function heldAgainst(json: Json, contract: ReturnType<typeof compileContract>): Promise<string[]> {
  const gate = gateTerraformJson({ bytes: Buffer.from(JSON.stringify(json)), profile: DEFAULT_PROFILE });
  const document = documentFromSynth(null, json, CATALOGUE);
  const policies = await judgePolicies(document, engines.gate, manifest);
  const broken = await judgeContract(document, { base: [], head: [contract] }, engines.contract);
  const scanned = await scanner.scan(terraformText(json, CATALOGUE), "terraform");
  const severe = scanned.filter(({ severity }) => isAtLeast(severity, "high"));
  const found = [...gate, ...policies, ...broken, ...severe].filter(({ status }) => status === "fail");
  return found.map(({ rule, resource, message }) => `${rule} ${resource}: ${message}`);
}
