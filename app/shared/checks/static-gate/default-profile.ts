import { GateProfile } from "../../core/gate-profile.ts";
import { DATA_SOURCES } from "./default-data-sources.ts";

/** Pure functions of the language: nothing of the machine, no clock, no randomness. */
const FUNCTIONS = `abs ceil floor log max min parseint pow signum chomp endswith format formatlist indent join lower regex
  regexall replace split startswith strcontains strrev substr templatestring title trim trimprefix trimspace trimsuffix upper
  alltrue anytrue chunklist coalesce coalescelist compact concat contains distinct element flatten index keys length
  lookup matchkeys merge one range reverse setintersection setproduct setsubtract setunion slice sort sum transpose values
  zipmap base64decode base64encode base64gzip csvdecode jsondecode jsonencode textdecodebase64 textencodebase64 urlencode
  yamldecode yamlencode formatdate timeadd timecmp base64sha256 base64sha512 md5 sha1 sha256 sha512 uuidv5 cidrhost
  cidrnetmask cidrsubnet cidrsubnets can ephemeralasnull issensitive nonsensitive sensitive tobool tolist tomap tonumber toset
  tostring try`;

/** Arguments with which providers read a file of the runner. */
const FILE_ARGUMENTS = {
  aws_s3_object: ["source"],
  aws_s3_bucket_object: ["source"],
  aws_lambda_function: ["filename"],
  aws_lambda_layer_version: ["filename"],
  aws_synthetics_canary: ["zip_file"],
  aws_gamelift_script: ["zip_file"],
  azurerm_storage_blob: ["source"],
  azurerm_storage_share_file: ["source"],
  azurerm_linux_function_app: ["zip_deploy_file"],
  azurerm_linux_web_app: ["zip_deploy_file"],
  azurerm_windows_function_app: ["zip_deploy_file"],
  azurerm_windows_web_app: ["zip_deploy_file"],
  google_storage_bucket_object: ["source"],
  google_apigee_sharedflow: ["config_bundle"],
  google_apigee_api: ["config_bundle"],
};

/** What stacks may hold where the settings name no other profile. */
export const DEFAULT_PROFILE: GateProfile = GateProfile.parse({
  providers: {
    "hashicorp/aws": { arguments: ["region", "alias", "default_tags", "allowed_account_ids"] },
    "hashicorp/azurerm": { arguments: ["features", "subscription_id", "alias"] },
    "hashicorp/google": { arguments: ["project", "region", "zone", "alias", "default_labels"] },
    "hashicorp/kubernetes": { arguments: ["host", "alias"] },
  },
  backend: { type: "local", arguments: { path: "terraform.tfstate" } },
  functions: words(FUNCTIONS),
  dataSources: {
    ...Object.fromEntries(words(DATA_SOURCES).map((type) => [type, {}])),
    // A parameter that is not decrypted is configuration, and no secret.
    aws_ssm_parameter: { with_decryption: false },
  },
  modules: {},
  runnerFiles: { arguments: FILE_ARGUMENTS },
});

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
