export class Refused extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}
