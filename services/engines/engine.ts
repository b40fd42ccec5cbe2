// The words of this package: what an engine recipe is, and what a running set of engines offers.

export const ENGINE_NAMES = ["kafka", "postgres", "mongo", "neo4j"] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];
/** What watches a lab: beside the engines, needed by none of its services. */
export const MONITOR_NAMES = ["prometheus", "alertmanager"] as const;
export type MonitorName = (typeof MONITOR_NAMES)[number];
export type ServerName = EngineName | MonitorName;

export type Phase = "install" | "build" | "start" | "ready";
export type OnProgress = (engine: ServerName, phase: Phase, detail?: string) => void;

/** Addresses and credentials of a set of engines. */
export interface Connections {
  readonly kafka: { readonly brokers: string; readonly username: string; readonly password: string };
  readonly postgres: {
    readonly host: string;
    readonly port: number;
    /** Superuser on database `postgres`: for tests and the grader. Equal to `ownerUrl` in the external profile. */
    readonly adminUrl: string;
    /** Owner of database `lab`, with CREATEROLE and no more. */
    readonly ownerUrl: string;
  };
  readonly mongo: { readonly url: string };
  readonly neo4j: { readonly url: string; readonly username: string; readonly password: string };
}

/** What an install or a preparation may use. */
export interface Workshop {
  /** Runs a program to its end; gives its standard output. @throws ConfigError with its last lines when it fails. */
  readonly run: (command: Command, stdin?: string) => Promise<string>;
  /** Starts an engine, waits until it is ready, does something with it and stops it again. */
  readonly rehearse: (launch: Launch, during?: () => Promise<void>) => Promise<void>;
  /** Tells what takes long. */
  readonly say: (detail: string) => void;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Where one engine of one set lives. */
export interface Place {
  /** Its installed files: shared by all sets, never written. */
  readonly home: string;
  /** What `prepare` made: likewise shared. */
  readonly prepared: string;
  /** Its own folder: configuration and, in `data`, its data. */
  readonly folder: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** How one engine is made and run. In the order of its life: install, prepare, adopt, launch. */
export interface EngineRecipe {
  readonly name: ServerName;
  readonly version: string;
  /** Raised when `install` or `prepare` of the same version gives something else than before. */
  readonly revision: number;
  /** The folder of files that `install` works from; what is in it counts as a part of the version. */
  readonly sources?: string;
  /** Ports it listens on; the first is the clients'. */
  readonly ports: readonly [string, ...string[]];
  /** Passwords to be generated for each set. */
  readonly secrets: readonly string[];
  /** Asks for a clean and prompt end. */
  readonly stopSignal: "SIGTERM" | "SIGINT";
  /** Ends it at once, for a set whose data nobody needs; it leaves nothing behind in the machine. */
  readonly discardSignal: "SIGKILL" | "SIGQUIT";
  /** Fills the empty folder `home`. */
  install(home: string, workshop: Workshop): Promise<void>;
  /**
   * Fills `<prepared>/folder` with what every set begins from: done once and copied, so that it must not depend on
   * ports, passwords or paths. What it writes beside that folder is not copied.
   */
  prepare(home: string, prepared: string, workshop: Workshop): Promise<void>;
  /** Makes a copied folder this set's own: its passwords, its identifiers. Once per set. */
  adopt(place: Place, workshop: Workshop): Promise<void>;
  /** Writes configuration files and says what to execute. At each start. */
  launch(place: Place): Promise<Launch>;
}

export interface Launch {
  readonly command: Command;
  /** Program and arguments to run the command through: changes the user. */
  readonly through?: readonly string[];
  /** In the log, means that clients can connect. */
  readonly readyLine: RegExp;
}

export interface RunningEngine {
  readonly name: ServerName;
  readonly pid: number;
  readonly port: number;
  readonly version: string;
  readonly logFile: string;
  readonly dataDir: string;
}

export interface EngineSet {
  readonly connections: Connections;
  /** Those that this set has started or found running; none in the external profile. */
  readonly engines: readonly RunningEngine[];
  stop(): Promise<void>;
  /** Stops it at once, where its data will not be used again. */
  discard(): Promise<void>;
  stopOne(name: EngineName): Promise<void>;
  /** Again on the same port and data. */
  startOne(name: EngineName): Promise<void>;
  /** Those that run no more although nobody has stopped them. */
  ended(): Promise<EngineName[]>;
}
