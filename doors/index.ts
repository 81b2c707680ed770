/** What a developer imports: the lab, its people, and the reference connector to put beside it. */
export * from '../simulators/lab/index.js'
