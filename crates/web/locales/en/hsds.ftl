# The directory for other programs (HSDS).
hsds-taxonomy-name = Kinds of help
hsds-taxonomy-description = What each service of the directory helps with.
hsds-term-description = Services of this kind: { $name }
hsds-unit = There is room (1: yes, 0: no)
hsds-location-description = { $place }. The point on the map is the middle of the municipality.
hsds-capacity-free = There is room.
hsds-capacity-waiting_list = There is a waiting list.
hsds-capacity-full = It is full.
hsds-promise = { $days ->
    [one] They answer within one working day.
   *[other] They answer within { $days } working days.
}
