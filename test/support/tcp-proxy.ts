import { connect, createServer, type Server, type Socket } from 'node:net';
import { portOf } from '../../src/ports.ts';

export type TcpProxy = {
  port: number;
  /** Cuts every connection and refuses new ones. */
  goAway: () => Promise<void>;
  comeBack: () => Promise<void>;
  /** From now on no byte comes through, and nobody is told: a network that is cut. Until `goAway`. */
  fallSilent: () => void;
  /** Leads new connections to another server, as a changed name in DNS does; those that are open stay. */
  leadTo: (target: Target) => void;
};

type Target = { host: string; port: number };

/** Stands between a client and a server, to be pulled out like a plug. */
export async function startTcpProxy(first: Target): Promise<TcpProxy> {
  let target = first;
  let isSilent = false;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket, peer: Socket): void => {
    sockets.add(socket);
    socket
      .on('error', () => peer.destroy())
      .on('close', () => {
        sockets.delete(socket);
        peer.destroy();
      });
  };
  let server: Server | undefined;
  const listen = async (port: number): Promise<number> => {
    const listening = createServer((near) => {
      const far = connect(target);
      keep(near, far);
      keep(far, near);
      if (isSilent) return;
      near.pipe(far).pipe(near);
    });
    server = listening;
    await new Promise<void>((resolve) => {
      listening.listen(port, '127.0.0.1', resolve);
    });
    return portOf(listening);
  };
  const port = await listen(0);
  return {
    port,
    fallSilent() {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    async goAway() {
      isSilent = false;
      const closed = new Promise((resolve) => server?.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    comeBack: async () => void (await listen(port)),
    leadTo: (other) => {
      target = other;
    },
  };
}
