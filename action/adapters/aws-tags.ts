import { z } from "zod";
import type { TaggedObjects } from "#shared/core/cloud.ts";
import { PipelineError } from "#shared/core/error.ts";
import { parseJson } from "#shared/core/parse.ts";
import { signedHeaders } from "./aws-signature.ts";

const Page = z.object({
  PaginationToken: z.string().nullish(),
  ResourceTagMappingList: z.array(z.object({ ResourceARN: z.string() })),
});

/** What carries a tag, by the Resource Groups Tagging API. `environment` is what Terraform gets: credentials, region, endpoint. */
export function awsTags(environment: Readonly<Record<string, string>>, now: () => Date): TaggedObjects {
  return {
    async withTag(key, value) {
      const found: string[] = [];
      let token = "";
      do {
        const filters = [{ Key: key, Values: [value] }];
        const request = { TagFilters: filters, ...(token === "" ? {} : { PaginationToken: token }) };
        const page = parseJson(
          Page,
          await ask(environment, JSON.stringify(request), now()),
          "cloud/unreadable",
        );
        found.push(...page.ResourceTagMappingList.map(({ ResourceARN }) => ResourceARN));
        token = page.PaginationToken ?? "";
      } while (token !== "");
      return found;
    },
  };
}

async function ask(environment: Readonly<Record<string, string>>, body: string, at: Date): Promise<string> {
  const region = environment.AWS_REGION ?? "us-east-1";
  const url = new URL(environment.AWS_ENDPOINT_URL ?? `https://tagging.${region}.amazonaws.com/`);
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "ResourceGroupsTaggingAPI_20170126.GetResources",
  };
  const keys = {
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? "",
    sessionToken: environment.AWS_SESSION_TOKEN ?? null,
  };
  const signed = signedHeaders({ url, region, service: "tagging", headers, body, at }, keys);
  const next = "Allow the role `tag:GetResources`, and check the connection.";
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: signed,
      body,
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (response.ok) return text;
    throw new PipelineError(
      "cloud/refused",
      `The tag index answered ${response.status}: ${text.slice(0, 300)}`,
      { next },
    );
  } catch (cause) {
    if (cause instanceof PipelineError) throw cause;
    throw new PipelineError("cloud/unreachable", "The tag index could not be asked.", { next, cause });
  }
}
