import { LabError } from '../../core/errors.js'
import { ERROR_TEXTS, type ErrorCode } from './error-texts.js'
import type { EwsObject } from './tree.js'

/** What a fault says besides its code. */
export interface FaultDetails {
  /** `e:Message`, and `faultstring` unless `reason` differs. */
  readonly text?: string
  readonly reason?: string
  /** Made by `messageValues` or `messagePaths`. */
  readonly messageXml?: EwsObject
}

/**
 * Ends a request with a SOAP fault, HTTP 500. Thrown where nothing of the request can be answered; an item
 * that fails gets an `errorMessage` instead. @source ews.md 1.5
 */
export class EwsFault extends LabError {
  readonly responseCode: ErrorCode
  readonly text: string
  readonly reason: string
  readonly messageXml: EwsObject | undefined

  constructor(responseCode: ErrorCode, details: FaultDetails = {}) {
    const text = details.text ?? ERROR_TEXTS[responseCode]
    super('EWS_FAULT', { message: `${responseCode}: ${details.reason ?? text}` })
    this.responseCode = responseCode
    this.text = text
    this.reason = details.reason ?? text
    this.messageXml = details.messageXml
  }
}
