export type ContainerErrorCode = 'LAB_START' | 'ORGANIZATION_INVALID' | 'RESTART_UNSUPPORTED'

/** What went wrong with a lab in a container, and what to do about it. */
export class ContainerError extends Error {
  override readonly name = 'ContainerError'
  readonly code: ContainerErrorCode

  constructor(code: ContainerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
