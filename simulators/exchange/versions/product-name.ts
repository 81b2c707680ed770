/** The releases that this Exchange can be, oldest first; 2010 is SP3, 2013 is SP1 or later. */
export const PRODUCT_NAMES = ['2010', '2013', '2016', '2019', 'se', 'online'] as const

export type ProductName = (typeof PRODUCT_NAMES)[number]
