import type { Socket } from 'node:net'
import { LabError, put, type World } from '../../core/index.js'
import type { Availability } from '../../network/index.js'
import { controllerHost, type Controller, type Forest } from '../tree/forest.js'
import { controllerStates } from './controller-state.js'
import { RunningController } from './running-controller.js'

/** A domain controller and what it does now. */
export interface ControllerStatus extends Controller {
  readonly fqdn: string
  readonly isRunning: boolean
}

/**
 * Runs the domain controllers of a forest, as the world says which of them run. All of them have the same tree;
 * stopping one loses its connections and what belongs to them.
 */
export class DomainControllers {
  readonly #world: World
  readonly #forest: Forest
  readonly #running = new Map<string, RunningController>()
  readonly #listeners = new Set<() => Promise<void>>()

  constructor(world: World, forest: Forest) {
    world.register([controllerStates])
    this.#world = world
    this.#forest = forest
  }

  list(): readonly ControllerStatus[] {
    const { controllers, dnsDomain } = this.#forest
    return controllers.map((controller) => ({
      ...controller,
      fqdn: controllerHost({ controllerName: controller.name, dnsDomain }),
      isRunning: this.isRunning(controller.name),
    }))
  }

  /** By NetBIOS or full name. @throws LabError CONTROLLER_UNKNOWN */
  find(name: string): ControllerStatus {
    const wanted = name.toLowerCase()
    const known = this.list()
    const found = known.find(({ name: netbios, fqdn }) => netbios.toLowerCase() === wanted || fqdn === wanted)
    if (found !== undefined) return found
    throw new LabError('CONTROLLER_UNKNOWN', {
      message: `There is no domain controller "${name}".`,
      hint: `There is ${known.map((one) => one.name).join(', ')}.`,
    })
  }

  isRunning(name: string): boolean {
    return this.#world.get(controllerStates, name)?.isRunning !== false
  }

  /** The controller that Exchange asks: the first that can answer it, or, where none can, the first. */
  get preferred(): ControllerStatus {
    const known = this.list()
    const running = known.filter(({ isRunning }) => isRunning)
    const [first] = known
    const found = running.find(({ isGlobalCatalog }) => isGlobalCatalog) ?? running[0] ?? first
    return found ?? this.find('')
  }

  /** Whether one answers at all, without which nobody logs on. */
  get hasAny(): boolean {
    return this.#forest.controllers.some(({ name }) => this.isRunning(name))
  }

  /** Whether a Global Catalog answers, without which Exchange cannot work. */
  get hasCatalog(): boolean {
    return this.#forest.controllers.some(
      ({ name, isGlobalCatalog }) => isGlobalCatalog && this.isRunning(name),
    )
  }

  async start(name: string): Promise<void> {
    await this.#set(this.find(name), true)
  }

  /** Ends a controller: its connections close, and its ports with them. */
  async stop(name: string): Promise<void> {
    const controller = this.find(name)
    await this.#set(controller, false)
    await this.#end(controller.name)
  }

  /** Ends a controller and starts it anew. */
  async restart(name: string): Promise<void> {
    const controller = this.find(name)
    await this.#end(controller.name)
    await this.#set(controller, true)
  }

  /** Ends what all of them have, and lets those run that the world says run. */
  async restartAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((name) => this.#end(name)))
    await this.#tell()
  }

  /** Takes a client in; false when the controller does not run. */
  accept(name: string, socket: Socket): boolean {
    if (!this.isRunning(name)) return false
    const running = this.#running.get(name) ?? new RunningController(name)
    this.#running.set(name, running)
    running.accept(socket)
    return true
  }

  availabilityOf(name: string): Availability {
    const isRunning = (): boolean => this.isRunning(name)
    const listeners = this.#listeners
    return {
      get isUp() {
        return isRunning()
      },
      onChange(listener) {
        listeners.add(listener)
        return { [Symbol.dispose]: () => listeners.delete(listener) }
      },
    }
  }

  async #set({ name }: ControllerStatus, isRunning: boolean): Promise<void> {
    if (this.isRunning(name) === isRunning) return
    const reason = isRunning ? 'ControllerStarted' : 'ControllerStopped'
    this.#world.commit({
      cause: 'controller-control',
      reason,
      writes: [put(controllerStates, { name, isRunning })],
    })
    await this.#tell()
  }

  async #tell(): Promise<void> {
    await Promise.all([...this.#listeners].map((listener) => listener()))
  }

  async #end(name: string): Promise<void> {
    const ending = this.#running.get(name)
    this.#running.delete(name)
    await ending?.[Symbol.asyncDispose]()
  }
}
