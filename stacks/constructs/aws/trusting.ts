import type { Draft } from "../recipe.ts";

/** The trust policy of a role that one service may take on. */
export function trusting(service: string): Draft {
  return {
    $json: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
    },
  };
}
