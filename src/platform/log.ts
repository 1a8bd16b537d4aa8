import { type Logger, pino } from 'pino';

/** Ids, counts and durations that say which thing it was; never a name, a card number or a secret. */
export type LogFields = Readonly<Record<string, unknown>>;

/** One line per thing that happened, in the past tense: `log.info('punch recorded', { personId, seq })`. */
export type Log = {
  readonly debug: (message: string, fields?: LogFields) => void;
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
  readonly error: (message: string, fields?: LogFields) => void;
  /** The same log with fields that stand in every line. */
  readonly child: (fields: LogFields) => Log;
};

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type LogOptions = {
  readonly level: LogLevel;
  /** Where lines of JSON go; standard error unless told, so that standard output stays the program's own. */
  readonly write?: (line: string) => void;
};

/** A log of JSON lines. An `error` field that holds an Error is written with its stack. */
export function createLog({ level, write }: LogOptions): Log {
  const stream = write === undefined ? pino.destination({ dest: 2, sync: true }) : { write };
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
  };
  return logOver(pino(options, stream));
}

function logOver(logger: Logger): Log {
  return {
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
    child: (fields) => logOver(logger.child(fields)),
  };
}
