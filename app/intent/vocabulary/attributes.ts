import type { Attribute } from "./entry.ts";

/** An image by registry, path, tag or digest; one of these signs has to be there, or it is a word like any other. */
export const IMAGE_FORM =
  /^(?!ami-)(?=.*[/:])[a-z0-9][a-z0-9._-]*(:\d+(?=\/))?(\/[a-z0-9][a-z0-9._-]*)*(:\w[\w.-]*)?$/;
export const IMAGE: Attribute = {
  type: "literal",
  names: ["image", "container image", "docker image", "running", "run"],
  pattern: IMAGE_FORM,
};

export const DOMAIN_FORM = /^(?=[a-z0-9.-]{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
export const DOMAIN: Attribute = {
  type: "literal",
  names: ["domain", "domain name", "host name", "hostname"],
  pattern: DOMAIN_FORM,
};

export const PORT: Attribute = {
  type: "count",
  names: ["port", "container port", "listen on", "listen on port", "listening on", "listening on port"],
  range: [1, 65_535],
  ask: "Which port does the container listen on?",
  suggestion: "8080",
};

export const MEMORY: Attribute = {
  type: "size",
  names: ["memory", "ram"],
  isExact: true,
  ask: "How much memory may each take?",
  suggestion: "512 MB",
};

export const REPLICAS: Extract<Attribute, { type: "count" }> = {
  type: "count",
  names: ["replica", "copy", "task", "instance", "pod"],
  range: [0, 1000],
  ask: "How many replicas?",
  suggestion: "2",
};

/** What nobody may do to a thing that is not public. */
export const REACHING = [
  "see it",
  "read it",
  "reach it",
  "access it",
  "open it",
  "get at it",
  "visible from outside",
  "reachable from outside",
  "accessible from outside",
  "reach it from the internet",
  "reach it from outside",
  "access it from the internet",
  "access it from outside",
  "see it from outside",
];

/** What nobody may do to a thing that is protected. */
export const DELETING = ["it", "them", ""].flatMap((thing) =>
  ["by accident", "by mistake", "accidentally", "unintentionally"].map((how) =>
    ["delete", thing, how].filter((word) => word !== "").join(" "),
  ),
);
