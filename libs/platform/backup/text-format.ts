/** Settings under which any server writes and reads values as the same text. */
export const sameTextEverywhere = [
  "set local client_encoding = 'UTF8'",
  "set local datestyle = 'ISO, YMD'",
  "set local intervalstyle = 'postgres'",
  "set local timezone = 'UTC'",
  'set local extra_float_digits = 1',
  "set local bytea_output = 'hex'",
  // A pause of the disk, or of the other side, is no reason to be thrown out.
  'set local idle_in_transaction_session_timeout = 0',
];

/** A name of the database as an identifier of SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const columnList = (columns: readonly string[]): string => columns.map(quoted).join(', ');
