/** Where the doors are: tic.rs gives event dates with an offset and sells in Serbia; days and evenings are counted in this zone. */
export const venueZone = 'Europe/Belgrade';
