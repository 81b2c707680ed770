export { openApiDocument, type AnswerShape, type ApiDescription, type Operation } from './document.js'
