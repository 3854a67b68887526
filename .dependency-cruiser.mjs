// The arrows of the house. Each rule was seen to fire on a planted import before it was kept.
const STAGE =
  "^(app|action)/(intake|intent|author|emit|experts|pull-request|rollback|console|questions|affected|synth|plan|apply|reconcile|state|health|drift)/";
const ROOM = "^app/shared/(catalogue|reading|synth|checks|ledger|report|review|settings)/";
const ENTRY = "^(app|action)/(main|cli)([.]ts$|/)";
const SDK =
  "node_modules/(@anthropic-ai|openai|@google|googleapis|@octokit|simple-git|@open-policy-agent|@actions|probot|@cdktf/hcl2json)(/|$)";

const forbid = (name, from, to) => ({ name, severity: "error", from, to });

export default {
  forbidden: [
    forbid(
      "core-is-only-nouns",
      { path: "^app/shared/core/" },
      { pathNot: ["^app/shared/core/", "node_modules/zod/"] },
    ),
    forbid(
      "hcl-knows-only-core",
      { path: "^app/shared/hcl/" },
      { path: "^(app|action)/", pathNot: "^app/shared/(core|hcl)/" },
    ),
    forbid(
      "shared-rooms-know-core",
      { path: ROOM },
      { path: "^(app|action)/", pathNot: ["^app/shared/$1/", "^app/shared/(core|hcl)/"] },
    ),
    forbid(
      "stages-meet-in-the-pipeline",
      { path: STAGE },
      { path: "^(app|action)/", pathNot: ["^$1/$2/", "^app/shared/"] },
    ),
    forbid(
      "verdicts-know-no-history",
      { path: "^app/experts/(weigh|corroborated|heard|ask-seats|review-of)[.]ts$" },
      { path: "^app/experts/record/", reachable: true },
    ),
    forbid("stages-receive-their-hands", { path: STAGE }, { path: "/adapters/|^app/models/" }),
    forbid(
      "stages-do-no-io",
      { path: [STAGE, ROOM] },
      { dependencyTypes: ["core"], pathNot: "^(node:)?(path|path/posix|crypto|zlib|buffer|util)$" },
    ),
    forbid(
      "hands-know-core",
      { path: "/adapters/|^app/models/" },
      { path: "^(app|action)/", pathNot: ["/adapters/", "^app/shared/(core|hcl)/", "^app/models/"] },
    ),
    forbid(
      "sdks-stay-in-hands",
      { path: "^(app|action)/", pathNot: ["/adapters/", "^app/models/", "/main[.]ts$"] },
      { path: SDK },
    ),
    forbid(
      "only-entries-build-hands",
      { path: "^(app|action)/", pathNot: [ENTRY, "/adapters/", "^app/models/"] },
      { path: "/adapters/|^app/models/" },
    ),
    forbid(
      "large-sdks-load-late",
      { path: "^(app|action)/" },
      { path: "node_modules/googleapis(-common)?/", dynamic: false, dependencyTypesNot: ["type-only"] },
    ),
    forbid("action-uses-shared", { path: "^action/" }, { path: "^app/", pathNot: "^app/shared/" }),
    forbid("no-model-near-the-keys", { path: "^action/" }, { path: "^app/models/", reachable: true }),
    forbid("app-cannot-apply", { path: "^app/" }, { path: "^action/" }),
    forbid(
      "stacks-stand-alone",
      { path: "^stacks/" },
      { path: "^(app|action|test)/", pathNot: "^app/shared/core/" },
    ),
    forbid("nothing-imports-tests", { path: "^(app|action|stacks|policies)/" }, { path: "^test/" }),
    forbid("no-cycles", {}, { circular: true }),
    forbid("resolves", {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^action/dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".mjs", ".js", ".json"],
    },
  },
};
