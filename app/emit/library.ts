/** The CDKTF library as emitted code names it: a swap for its living fork is this one word. */
export const LIBRARY = "cdktf";
