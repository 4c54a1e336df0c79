//! A struct that is read from a row of either database, column by column of the same name.

/// Declares a struct that is read from a row; a first field marked `#[flatten]` is itself read from the same row. It takes
/// the place of sqlx's derive, which builds both database drivers a second time for the compiler itself.
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        #[flatten] $(#[$flat_meta:meta])* $flat_vis:vis $flat:ident: $flat_type:ty,
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty,)*
    }) => {
        $(#[$meta])* $vis struct $name {
            $(#[$flat_meta])* $flat_vis $flat: $flat_type,
            $($(#[$field_meta])* $field_vis $field: $type,)*
        }
        impl<'r, R: sqlx::Row> sqlx::FromRow<'r, R> for $name
        where
            &'static str: sqlx::ColumnIndex<R>,
            $flat_type: sqlx::FromRow<'r, R>,
            $($type: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,)*
        {
            fn from_row(row: &'r R) -> std::result::Result<Self, sqlx::Error> {
                Ok(Self {
                    $flat: sqlx::FromRow::from_row(row)?,
                    $($field: sqlx::Row::try_get(row, stringify!($field))?,)*
                })
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty,)*
    }) => {
        $(#[$meta])* $vis struct $name {
            $($(#[$field_meta])* $field_vis $field: $type,)*
        }
        impl<'r, R: sqlx::Row> sqlx::FromRow<'r, R> for $name
        where
            &'static str: sqlx::ColumnIndex<R>,
            $($type: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,)*
        {
            fn from_row(row: &'r R) -> std::result::Result<Self, sqlx::Error> {
                Ok(Self { $($field: sqlx::Row::try_get(row, stringify!($field))?,)* })
            }
        }
    };
}
