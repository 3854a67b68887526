import type { Paraphrases } from "./table.ts";

export const INSTANCE: Paraphrases = {
  kind: "instance",
  creates: [
    ["a t3.micro instance for the runner", "runner", { size: "t3.micro" }],
    ["ec2 instance worker with a 50 GB disk", "worker", { disk: 50 }],
    [
      'Please launch an EC2 server called "wiki" of type m5.large without a public ip',
      "wiki",
      { size: "m5.large", publicAddress: false },
    ],
    ["a virtual machine for the build agent with 1 TB of storage", "build_agent", { disk: 1024 }],
    ["small vm named probe", "probe", { size: "t3.small" }],
    [
      "We need a server for jenkins, t3.large, image ami-0abcdef1234567890",
      "jenkins",
      { size: "t3.large", image: "ami-0abcdef1234567890" },
    ],
    ["ec2 instnace for the crawler with an encrypted disk", "crawler", { encrypted: true }],
    ["an instance for reports with a public address", "reports", { publicAddress: true }],
    ["I'd like a tiny machine for the exporter", "exporter", { size: "t3.nano" }],
    [
      "instance collector, c6i.xlarge, 20GB volume, private",
      "collector",
      { size: "c6i.xlarge", disk: 20, publicAddress: false },
    ],
  ],
  changes: [
    ["make the builder instance a t3.large", "builder", { size: "t3.large" }],
    ["resize builder to m5.xlarge", "builder", { size: "m5.xlarge" }],
    ["the builder instance needs a 100 GB disk", "builder", { disk: 100 }],
    [
      "please use image ami-0abcdef1234567890 for the builder server",
      "builder",
      { image: "ami-0abcdef1234567890" },
    ],
    ["increase the disk of builder to 200 GB", "builder", { disk: 200 }],
  ],
  removes: [
    ["terminate the builder instance", "builder"],
    ["please remove the server builder", "builder"],
    ["get rid of the builder vm", "builder"],
  ],
};
