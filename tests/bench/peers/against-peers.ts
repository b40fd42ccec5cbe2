// One of ours against the peers that the wanted rows name: installs them, has all run in turn, judges each row.
import type { RowSpec, Section, Settings } from "../bench.ts";
import { compare, contest, tabulate, type Contestant } from "../measure/contest.ts";
import { installPeer, type PeerName } from "./install.ts";

export interface Peer {
  /** The row that the comparison with this peer answers. */
  readonly spec: RowSpec;
  /** Absent for one that needs nothing but this repository. */
  readonly needs?: PeerName;
  /** @param folder where it is installed */
  readonly contestant: (folder: string) => Contestant;
}

/** @param unit what the contestants' units are, in the plural */
export async function againstPeers(
  ours: Contestant,
  peers: readonly Peer[],
  unit: string,
  wanted: ReadonlySet<string>,
  settings: Settings,
): Promise<Section> {
  const contestants = [ours];
  const rows: { spec: RowSpec; id?: string; absent?: string }[] = [];
  for (const { spec, needs, contestant } of peers) {
    if (!wanted.has(spec.id)) continue;
    const installed = needs ? await installPeer(needs, settings) : { folder: "" };
    if ("absent" in installed) rows.push({ spec, absent: installed.absent });
    else {
      const peer = contestant(installed.folder);
      contestants.push(peer);
      rows.push({ spec, id: peer.id });
    }
  }
  const standings = await contest(contestants, settings);
  return {
    rows: rows.map(({ spec, id = "", absent }) =>
      compare(spec, standings.get(ours.id), standings.get(id), absent),
    ),
    table: tabulate(standings, unit),
  };
}
