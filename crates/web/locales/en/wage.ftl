# Minimum wage
wage-below-minimum = This pay is below the legal minimum. For full time the minimum is { $minimum } a month, bonus included.
wage-minimum-unknown = The minimum wage for that date is missing. Ask an administrator to record it.
wage-table-backwards = The last day is before the first.
wage-table-overlap = There is already a minimum wage for those dates. Close the earlier one first.
