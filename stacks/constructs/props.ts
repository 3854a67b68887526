/** One prop of the constructs of a kind, the same on every cloud that has it. */
interface Prop {
  /** What one of it is: `days`, `GB`, `true or false`, `name`. */
  readonly unit: string;
  readonly means: string;
}

const FLAG = "true or false";

/** By kind and name: what may be said of a thing, and in which unit. */
export const PROPS: Readonly<Record<string, Readonly<Record<string, Prop>>>> = {
  bucket: {
    public: { unit: FLAG, means: "anybody may read its objects" },
    versioning: { unit: FLAG, means: "what is overwritten or deleted can be had back" },
    encryption: { unit: "AES256 or aws:kms", means: "who holds the key that objects are encrypted with" },
    expireDays: { unit: "days", means: "age at which an object is deleted; none keeps it" },
  },
  "log-group": {
    retentionDays: { unit: "days", means: "age at which an entry is deleted" },
    class: { unit: "STANDARD or INFREQUENT_ACCESS", means: "how often it is read" },
  },
  table: {
    key: { unit: "attribute name", means: "partition key" },
    keyType: { unit: "S, N or B", means: "type of the partition key: string, number or bytes" },
    sortKey: { unit: "attribute name", means: "sort key" },
    sortKeyType: { unit: "S, N or B", means: "type of the sort key" },
    ttl: { unit: "attribute name", means: "holds the second of the epoch at which an item expires" },
    billing: { unit: "PAY_PER_REQUEST or PROVISIONED", means: "what is paid for" },
    readCapacity: { unit: "units", means: "strongly consistent reads of 4 kB a second" },
    writeCapacity: { unit: "units", means: "writes of 1 kB a second" },
    recovery: { unit: FLAG, means: "any second of the last 35 days can be restored" },
    encryption: { unit: "kms or default", means: "who holds the key" },
    protected: { unit: FLAG, means: "it cannot be deleted" },
  },
  "security-group": {
    ingress: { unit: "protocol, ports and source", means: "who may reach what, one rule each" },
    close: { unit: "protocol, ports and source", means: "rules that are taken away" },
  },
  network: {
    cidr: { unit: "IPv4 range", means: "its addresses" },
    subnets: { unit: "count", means: "private subnets, each in a zone of its own" },
    publicSubnets: { unit: "count", means: "subnets that the internet reaches" },
    automaticSubnets: { unit: FLAG, means: "the cloud makes a subnet in each region by itself" },
    flowLogs: { unit: FLAG, means: "who spoke to whom is kept" },
    isolated: { unit: FLAG, means: "nothing leads to or from the internet" },
  },
  instance: {
    image: { unit: "image id", means: "what it starts from" },
    size: { unit: "instance type", means: "processors and memory" },
    publicAddress: { unit: FLAG, means: "the internet reaches it by an address of its own" },
    encrypted: { unit: FLAG, means: "its disk is encrypted" },
    disk: { unit: "GB", means: "size of its disk" },
  },
  role: {
    service: { unit: "service principal", means: "who may assume it" },
    policies: { unit: "policy names", means: "managed policies that it carries" },
  },
  queue: {
    retentionDays: { unit: "days", means: "how long a message waits at most" },
    fifo: { unit: FLAG, means: "messages keep their order" },
    deadLetters: { unit: FLAG, means: "what fails again and again is put aside" },
    visibilitySeconds: {
      unit: "seconds",
      means: "how long a message is hidden from others once it is taken",
    },
  },
  secret: {},
  postgres: {
    version: { unit: "major version", means: "of PostgreSQL" },
    disk: { unit: "GB", means: "size of its disk" },
    backupDays: { unit: "days", means: "how far back it can be restored" },
    protected: { unit: FLAG, means: "it cannot be deleted" },
    standby: { unit: FLAG, means: "another zone takes over when one fails" },
    geoBackups: { unit: FLAG, means: "backups lie in a second region too" },
  },
  function: {
    image: { unit: "image", means: "container image with its tag" },
    memory: { unit: "GB", means: "memory of one call" },
    timeout: { unit: "seconds", means: "how long a call may take" },
  },
  "dns-record": {
    host: { unit: "domain name", means: "what is looked up, in a zone that exists" },
    target: { unit: "IPv4 address or domain name", means: "what it leads to" },
  },
  "container-service": {
    image: { unit: "image", means: "container image with its tag" },
    domain: { unit: "domain name", means: "that its certificate is for" },
    port: { unit: "TCP port", means: "that the container listens on" },
    replicas: { unit: "count", means: "containers that run at once" },
    maxReplicas: { unit: "count", means: "containers that run at once when there is most to do" },
    public: { unit: FLAG, means: "the internet reaches it" },
    https: { unit: FLAG, means: "it is reached over TLS only" },
    range: { unit: "IPv4 range", means: "addresses of its network" },
    zones: { unit: "count", means: "zones that it is spread over" },
    memory: { unit: "GB", means: "memory of one container" },
  },
  deployment: {
    image: { unit: "image", means: "container image with its tag" },
    replicas: { unit: "count", means: "containers that run at once" },
    maxReplicas: { unit: "count", means: "containers that run at once when there is most to do" },
    range: { unit: "IPv4 range", means: "addresses of its network" },
    zones: { unit: "count", means: "zones that it is spread over" },
    memory: { unit: "GB", means: "memory of one container" },
    port: { unit: "TCP port", means: "that the container listens on" },
  },
};
