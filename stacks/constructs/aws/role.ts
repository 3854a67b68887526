import type { Recipe } from "../recipe.ts";

export const ROLE: Recipe = {
  kind: "role",
  defaults: { policies: [] },
  assumptions: { policies: "The role may do nothing yet: no permission was named." },
  parts: [
    {
      type: "aws_iam_role",
      arguments: {
        name: { $name: 64 },
        assume_role_policy: {
          $json: {
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: { $wish: "service" } } },
            ],
          },
        },
      },
    },
    {
      type: "aws_iam_role_policy_attachment",
      each: "policies",
      eachName: ["value"],
      arguments: {
        role: { $main: "name" },
        policy_arn: { $text: ["arn:aws:iam::aws:policy/", { $item: "value" }] },
      },
    },
    {
      type: "aws_iam_instance_profile",
      when: { service: "ec2.amazonaws.com" },
      arguments: { name: { $name: 64 }, role: { $main: "name" } },
    },
  ],
};
