/** Starts what the whole run shares; filled in by the database support. */
export function setup(): void {}
