/** Which network addresses may be reached. */

export {
  askSystem,
  hasPrivateName,
  isPublicAddress,
  PUBLIC_ONLY,
  resolveAny,
  resolvePublic,
  type AddressPolicy,
  type AddressRefusal,
  type Found,
  type Lookup,
  type Reach,
} from './addresses.ts';
