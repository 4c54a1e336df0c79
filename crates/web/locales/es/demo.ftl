demo-gallery-title = Todas las páginas
