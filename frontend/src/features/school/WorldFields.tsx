export {
  CurrencySelect as CurrencyField,
  RegionSelect as RegionField,
  ZoneSelect as ZoneField,
} from "@/ui/PlaceSelects";
