import { z } from "zod";

/** Where a stack's resources lie. */
export const Cloud = z.enum(["aws", "azure", "google", "kubernetes"]);
export type Cloud = z.infer<typeof Cloud>;

interface CloudFacts {
  /** What people call it. */
  readonly title: string;
  /** Local name of its provider, which is the prefix of its types. */
  readonly provider: string;
  /** What tells one account of it from another. */
  readonly account: { readonly form: RegExp; readonly said: string };
}

export const CLOUDS: Readonly<Record<Cloud, CloudFacts>> = {
  aws: {
    title: "AWS",
    provider: "aws",
    account: { form: /^[0-9]{12}$/, said: "a twelve-digit account id, in quotes" },
  },
  azure: {
    title: "Azure",
    provider: "azurerm",
    account: {
      form: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      said: "a subscription id: a UUID in lower case",
    },
  },
  google: {
    title: "Google Cloud",
    provider: "google",
    account: { form: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, said: "a project id, not its number" },
  },
  kubernetes: {
    title: "Kubernetes",
    provider: "kubernetes",
    account: { form: /^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}$/, said: "the cluster's name" },
  },
};
