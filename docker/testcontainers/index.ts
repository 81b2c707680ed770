/** A lab in a container, for tests that run with testcontainers. */
export { ExwexContainer } from './exwex-container.js'
export { StartedExwexContainer } from './started-exwex-container.js'
export { StoppedExwexContainer } from './stopped-exwex-container.js'
export { ContainerError, type ContainerErrorCode } from './container-error.js'
