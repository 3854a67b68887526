import type { Recipe } from "../recipe.ts";

export const INSTANCE: Recipe = {
  kind: "instance",
  defaults: { size: "t3.micro", disk: 20, encrypted: true, publicAddress: false },
  assumptions: {
    size: "The instance is a t3.micro.",
    disk: "The disk has 20 GB.",
    image:
      "The image is the newest Amazon Linux 2023 at the time of the plan; name an image (ami-…) to fix it.",
    publicAddress: "It has no public address.",
  },
  notes: ["Its metadata service asks for a session token, and its disk is encrypted unless asked otherwise."],
  parts: [
    {
      type: "aws_instance",
      arguments: {
        ami: {
          $case: "image",
          none: { $part: "data.aws_ssm_parameter.image", get: "insecure_value" },
          set: { $wish: "image" },
        },
        instance_type: { $wish: "size" },
        subnet_id: { $place: "aws_subnet" },
        associate_public_ip_address: { $wish: "publicAddress" },
        metadata_options: {
          http_endpoint: "enabled",
          http_tokens: "required",
          http_put_response_hop_limit: 1,
        },
        root_block_device: {
          encrypted: { $wish: "encrypted" },
          volume_size: { $wish: "disk" },
          volume_type: "gp3",
        },
        tags: { Name: { $name: 200 } },
      },
    },
    {
      type: "aws_ssm_parameter",
      mode: "data",
      suffix: "image",
      when: { image: "none" },
      arguments: {
        name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
        with_decryption: false,
      },
    },
  ],
};
