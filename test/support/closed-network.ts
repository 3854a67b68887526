import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

/** Preloaded into a process (`node --import`): whoever reaches for the network there ends it with this code. */
const REACHED = 70;

function refused(): never {
  process.stderr.write("the network was reached for\n");
  process.exit(REACHED);
}
Object.assign(net.Socket.prototype, { connect: refused });
Object.assign(dns, { lookup: refused });
Object.assign(dgram, { createSocket: refused });
syncBuiltinESMExports();
