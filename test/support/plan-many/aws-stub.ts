import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface AwsStub {
  readonly url: string;
  close(): Promise<void>;
}

/** Answers on the loopback what an offline plan asks of AWS: zones and images of EC2, and the caller's identity. */
export async function awsStub(): Promise<AwsStub> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const asked = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
      const body = answerTo(asked.get("Action") ?? "", regionOf(request.headers.authorization ?? ""));
      response.writeHead(body === null ? 400 : 200, { "content-type": "text/xml" });
      response.end(body ?? error(asked.get("Action") ?? "nothing"));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** `Credential=x/20260101/eu-west-1/ec2/aws4_request` names the region. */
function regionOf(authorization: string): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization)?.[1] ?? "us-east-1";
}

function answerTo(action: string, region: string): string | null {
  if (action === "DescribeAvailabilityZones")
    return answer(action, `<availabilityZoneInfo>${zones(region)}</availabilityZoneInfo>`);
  if (action === "DescribeImages") return answer(action, `<imagesSet>${IMAGE}</imagesSet>`);
  if (action === "GetCallerIdentity") return IDENTITY;
  return null;
}

function answer(action: string, content: string): string {
  return `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>${content}</${action}Response>`;
}

function zones(region: string): string {
  const zone = (letter: string, index: number) =>
    `<item><zoneName>${region}${letter}</zoneName><zoneId>x${index}</zoneId><zoneState>available</zoneState>
     <regionName>${region}</regionName><groupName>${region}</groupName><optInStatus>opt-in-not-required</optInStatus>
     <zoneType>availability-zone</zoneType></item>`;
  return ["a", "b", "c"].map(zone).join("");
}

const IMAGE = `<item><imageId>ami-0123456789abcdef0</imageId><imageLocation>a/b</imageLocation><imageState>available</imageState>
  <imageOwnerId>099720109477</imageOwnerId><creationDate>2024-01-01T00:00:00.000Z</creationDate><isPublic>true</isPublic>
  <architecture>x86_64</architecture><imageType>machine</imageType><name>stub</name><rootDeviceType>ebs</rootDeviceType>
  <rootDeviceName>/dev/sda1</rootDeviceName><virtualizationType>hvm</virtualizationType><hypervisor>xen</hypervisor></item>`;

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:iam::123456789012:user/x</Arn><UserId>AID</UserId><Account>123456789012</Account></GetCallerIdentityResult>
  <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;

function error(action: string): string {
  return `<ErrorResponse><Error><Code>InvalidAction</Code><Message>${action} is not answered offline</Message></Error></ErrorResponse>`;
}
