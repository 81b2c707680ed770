import type { Answer, Face } from './interaction.js'

/** Stands for what this Exchange does not offer under `/autodiscover`. */
export const unknownFace: Face = {
  operation: '',
  isAnonymous: true,
  methods: ['GET', 'HEAD', 'POST'],
  open: () => ({ understand: () => ({}), answer: nothing, refuse: nothing }),
}

export function nothing(): Answer {
  return { status: 404, document: '', outcome: '404' }
}
