# Needs beside services
supply-title = What is missing and what there is
supply-short = Needs and services by place
supply-text = Needs from { $from } to { $to }, beside the services of today.
supply-all = Every kind of need
supply-need = Need
supply-department-hint = Choose a need first.
supply-unmet = Without a service
supply-asked = People who asked
supply-free = Services with room
supply-waiting = With a waiting list
supply-full = Full
supply-lacking = No room
supply-somewhere = Municipality not known
supply-reach-text = Services that reach the place are counted, those of the whole country too.
