demo-gallery-title = Every page
