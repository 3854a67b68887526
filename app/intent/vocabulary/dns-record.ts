import { DOMAIN, DOMAIN_FORM } from "./attributes.ts";
import type { Kind } from "./entry.ts";

const ADDRESS_FORM = /^(\d{1,3}\.){3}\d{1,3}$/;

export const DNS_RECORD: Kind = {
  kind: "dns-record",
  isOutline: true,
  nouns: [
    "dns record",
    "dns entry",
    "a record",
    "address record",
    "dns a record",
    "route53 record",
    "azure dns record",
    "google dns record",
  ],
  types: { aws: "aws_route53_record", azure: "azurerm_dns_a_record", google: "google_dns_record_set" },
  nameFrom: "host",
  needs: {
    host: { ask: "For which domain name?", suggestion: "www.example.com" },
    target: { ask: "To which IPv4 address?", suggestion: "192.0.2.1" },
  },
  impliedBy: { literals: [DOMAIN_FORM, ADDRESS_FORM] },
  attributes: {
    host: DOMAIN,
    target: {
      type: "literal",
      names: ["pointing to", "point to", "point", "pointing at", "point at", "target", "address"],
      pattern: ADDRESS_FORM,
    },
  },
};
