import { AbstractStoppedContainer } from 'testcontainers'

/** A lab that has ended: nothing answers any more. Unless it was removed, files can still be copied out of it. */
export class StoppedExwexContainer extends AbstractStoppedContainer {}
