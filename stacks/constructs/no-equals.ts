import type { Cloud } from "#shared/core/clouds.ts";

/** What a cloud has no equal of, by kind, with what comes nearest there. */
export const NO_EQUALS: Readonly<Record<Cloud, Readonly<Record<string, string>>>> = {
  aws: {},
  azure: {
    table: "Nearest is a Cosmos DB table, which has other keys: write it by hand.",
    role: "Nearest is a managed identity with role assignments: write it by hand.",
  },
  google: {
    table: "Nearest is a Firestore database, which has no fixed keys: write it by hand.",
    role: "Nearest is a service account with bindings: write it by hand.",
    "security-group": "Nearest are firewall rules of a network: write them by hand.",
  },
  kubernetes: {
    bucket: "A cluster stores volumes, not objects: nearest is a bucket in a stack of the cloud it runs in.",
    queue: "Nearest is a deployment of a broker's image, or a queue in a stack of the cloud it runs in.",
    postgres:
      "A cluster manages no databases: nearest is a PostgreSQL database in a stack of the cloud it runs in.",
    network:
      "A cluster's network is made with the cluster: nearest is a network in a stack of the cloud it runs in.",
    function: "Nearest is a deployment of the function's image.",
    "dns-record":
      "Nearest is a container service, whose ingress names its domain; the record belongs to a stack of the cloud.",
    "log-group": "A cluster keeps no logs: nearest is log storage in a stack of the cloud it runs in.",
    table: "Nearest is a table in a stack of the cloud it runs in.",
    role: "Nearest is a service account with a role binding: write it by hand.",
    instance: "Nearest is a deployment: a cluster runs containers, not machines.",
    "security-group": "Nearest is a network policy: write it by hand.",
  },
};
