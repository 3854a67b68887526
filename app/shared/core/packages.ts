/** The packages that stacks are written with, installed without running anything of theirs. */
export interface Packages {
  /** An absolute `node_modules` directory with exactly what the lock file says, shared by runs with the same lock file. Throws `synth/install-failed`. */
  install(files: { readonly manifest: string; readonly lock: string }): Promise<string>;
}
