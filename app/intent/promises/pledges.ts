import type { Cloud } from "#shared/core/clouds.ts";
import { AWS } from "./aws.ts";
import { AWS_SERVICES } from "./aws-services.ts";
import { AZURE } from "./azure.ts";
import { GOOGLE } from "./google.ts";
import { KUBERNETES } from "./kubernetes.ts";
import type { Pledges } from "./pledge.ts";

/** What may be promised on each cloud. */
export const PLEDGES: Readonly<Record<Cloud, readonly Pledges[]>> = {
  aws: [...AWS, ...AWS_SERVICES],
  azure: AZURE,
  google: GOOGLE,
  kubernetes: KUBERNETES,
};
