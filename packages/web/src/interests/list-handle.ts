/** What the frame of the list may ask of the table or of the cards. */
export interface ListHandle {
  scrollToTop: () => void
}
