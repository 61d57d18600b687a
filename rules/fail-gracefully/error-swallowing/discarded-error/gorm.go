package orders

import "gorm.io/gorm"

func returned(db *gorm.DB, o *Order) error {
	// ok: discarded-error-gorm-go
	return db.Create(o).Error
}

func looked(db *gorm.DB, o *Order) error {
	// ok: discarded-error-gorm-go
	if err := db.Where("id = ?", o.ID).First(o).Error; err != nil {
		return err
	}
	// ok: discarded-error-gorm-go
	result := db.Save(o)
	return result.Error
}

func dropped(db *gorm.DB, o *Order) *Order {
	// ruleid: discarded-error-gorm-go
	db.Create(o)
	// ruleid: discarded-error-gorm-go
	db.Where("id = ?", o.ID).First(o)
	return o
}

func (s *Store) Remove(o *Order) {
	// ruleid: discarded-error-gorm-go
	s.db.Delete(o)
}
