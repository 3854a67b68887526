import { z } from "zod";
import { PipelineError } from "../core/error.ts";
import { parseJson } from "../core/parse.ts";

/** The packages that a stack may be written with: exact versions, and the bytes that the registry serves for them. */
export const ALLOWED_PACKAGES: Readonly<Record<string, { version: string; integrity: string }>> = {
  cdktf: {
    version: "0.21.0",
    integrity:
      "sha512-bdTOOyrFSXw0p5d7/3dye7ZWYzrUatyMjWEAAwTGoqghjygRj6Q55y1QZnSB021NRDzYZ3BhFGsOkpmIjQMzNQ==",
  },
  constructs: {
    version: "10.4.2",
    integrity:
      "sha512-wsNxBlAott2qg8Zv87q3eYZYgheb9lchtBfjHzzLHtXbttwSrHPs1NNQbBrmbb1YZvYg2+Vh0Dor76w4mFxJkA==",
  },
  "@cdktf/provider-aws": {
    version: "20.1.0",
    integrity:
      "sha512-ONRJFu5qz/4nqis5f9OxRk8rOZQnuOiDoRtOu3z53fiFxzow0vvA2afnkfntoZGOsynDerqyWPX4/y8A6k6+8g==",
  },
  "@cdktf/provider-azurerm": {
    version: "14.23.1",
    integrity:
      "sha512-3H20Ozj7dOKmIj6mqorHZEjLNo5wO/MBEVHwu6k53fln/0EciGQa9sDLWBYSb0o40Ycpih9lFp/k6SGRbFlQVg==",
  },
  "@cdktf/provider-google": {
    version: "16.12.1",
    integrity:
      "sha512-KqNA/5RiFT07r0PSZ6/07cJ2zESUgbj1JchVj21iBFBZVUbD+578xA/k8eq/r0cbyEgLmg9eYWeVslaYah4DCQ==",
  },
  "@cdktf/provider-kubernetes": {
    version: "12.1.1",
    integrity:
      "sha512-faZ/zydCsDBYwXqq3douhxSf8KFJfTUixYDr5hg0uCA8FExRK3+w27JUrt6gAVHFBuOVsKthObdqtTmP3PzQSQ==",
  },
};

const Locked = z.looseObject({
  version: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
});

const LockFile = z.looseObject({
  lockfileVersion: z.int().min(2, "a lock file of npm 7 or later").max(3),
  packages: z.record(z.string(), Locked),
});

/**
 * Every package of `package-lock.json` is one of the allowed ones at its exact version with its known bytes, or lies inside one of them.
 * The first stranger is `synth/dependency-not-allowed`, with the line to correct.
 */
export function checkPackages(lock: string, allowed = ALLOWED_PACKAGES): void {
  const { packages } = parseJson(LockFile, lock, "synth/lock-unreadable");
  for (const [path, locked] of Object.entries(packages)) {
    if (path !== "") checkPackage({ path, locked, allowed });
  }
}

interface Candidate {
  readonly path: string;
  readonly locked: z.infer<typeof Locked>;
  readonly allowed: typeof ALLOWED_PACKAGES;
}

const PATH = /^node_modules\/((?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*)(\/node_modules\/.+)?$/;

function checkPackage({ path, locked, allowed }: Candidate): void {
  const [, name = "", inside] = PATH.exec(path) ?? [];
  const known = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
  const problem = known === undefined ? "is not on the list" : problemOf(locked, known, inside !== undefined);
  if (problem !== null) throw stranger(path, problem);
}

type Known = (typeof ALLOWED_PACKAGES)[string];

function problemOf(locked: Candidate["locked"], known: Known, isInside: boolean): string | null {
  if (locked.link === true) return "is a link";
  if (isInside) {
    // What a package bundles comes in the same bytes, which its integrity covers.
    const isBundled = locked.inBundle === true && locked.resolved === undefined;
    return isBundled ? null : "is a second copy that is not bundled";
  }
  if (locked.version !== known.version)
    return `has version ${locked.version}, and ${known.version} is allowed`;
  return locked.integrity === known.integrity ? null : "has other bytes than the registry serves for it";
}

function stranger(path: string, reason: string): PipelineError {
  return new PipelineError(
    "synth/dependency-not-allowed",
    `${path.slice(0, 200)} in package-lock.json ${reason}.`,
    {
      next: `Use only ${Object.entries(ALLOWED_PACKAGES)
        .map(([name, { version }]) => `${name} ${version}`)
        .join(", ")}, and write the lock file again with \`npm install\`.`,
    },
  );
}
