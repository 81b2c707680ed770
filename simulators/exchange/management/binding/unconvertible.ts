/** A value that cannot become what a parameter takes; the message is the part that the shell quotes as the error. */
export class Unconvertible extends Error {
  override readonly name = 'Unconvertible'
}
