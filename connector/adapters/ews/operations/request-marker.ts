/**
 * The property that says which request a meeting was made for, so that one whose answer was lost is found and not made
 * again. @inferred our design: nothing public says how the product does it
 */
export const REQUEST_URI =
  '<t:ExtendedFieldURI DistinguishedPropertySetId="PublicStrings" PropertyName="exwex:CalendarRequest" PropertyType="String"/>'
