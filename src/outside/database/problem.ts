/** Something outside that a person must put right: printed as it stands, without a stack. */
export type DatabaseProblemCode =
  | 'unreachable'
  | 'roles'
  | 'migrations'
  | 'version'
  | 'busy'
  | 'not-allowed'
  | 'no-binaries'
  | 'not-empty'
  | 'damaged'
  | 'failed';

export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
  readonly problem: DatabaseProblemCode;

  constructor(problem: DatabaseProblemCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.problem = problem;
  }
}
