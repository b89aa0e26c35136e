/** Which network addresses may be reached. */

export {
  hasPrivateName,
  isPublicAddress,
  PUBLIC_ONLY,
  resolveAny,
  resolvePublic,
  type AddressPolicy,
  type AddressRefusal,
  type Found,
  type Lookup,
} from './addresses.ts';
